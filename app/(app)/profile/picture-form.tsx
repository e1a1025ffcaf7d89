"use client"

import { Avatar } from "@/components/avatar"
import { ImageForm } from "@/components/image-form"
import { deletePicture, uploadPicture } from "./picture-actions"

type Props = { id: string; name: string; url: string | null }

/** Uploads or removes the person's picture. */
export function PictureForm({ id, name, url }: Props) {
  const avatar = (shown: string | null) => <Avatar id={id} name={name} url={shown} size="large" />
  return (
    <ImageForm
      upload={uploadPicture}
      remove={deletePicture}
      removable={url !== null}
      show={{ stored: avatar(url), chosen: avatar }}
    />
  )
}
