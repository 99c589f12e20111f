/** Lets the browser save something as a file. */
export function saveFile(name: string, contents: Blob): void {
  const url = URL.createObjectURL(contents)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it by then; kept, it would stay in memory until the page is closed.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
