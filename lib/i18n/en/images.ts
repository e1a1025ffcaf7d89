/** Uploading and removing pictures and logos. */
export default {
  picture: "Picture",
  pictureAbout: "Shown beside your name, to members of your organizations.",
  logo: "Logo",
  logoAbout: "Shown to members of this organization.",
  noLogo: "No logo",
  choose: "Choose an image",
  hint: "PNG, JPEG or WebP, up to 5 MB.",
  tooLarge: "Use an image of at most 5 MB.",
  preview: "Preview. Not saved yet.",
  upload: "Upload",
  uploading: "Uploading…",
  remove: "Remove",
  saved: "Saved.",
  removed: "Removed.",
} as const
