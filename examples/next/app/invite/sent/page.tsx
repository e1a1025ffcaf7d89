type Search = Promise<{ by?: string; to?: string }>

export default async function Page({ searchParams }: { searchParams: Search }) {
  const { by, to } = await searchParams
  return (
    <p role="status">
      Invited {to} ({by})
    </p>
  )
}
