/** Lets the browser save a file. */
export function saveFile(name: string, contents: Blob): void {
  const url = URL.createObjectURL(contents)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // By then the browser has read it; without this it stays in memory until the page is closed.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
