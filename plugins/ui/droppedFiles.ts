/** Files that were dropped on another page, until the import takes them. */
let waiting: readonly File[] = []

/** Keeps files for the import, which is about to open. */
export function handOverFiles(files: readonly File[]): void {
  waiting = files
}

/** Takes the files that were dropped on another page; each is given once. */
export function takeFiles(): readonly File[] {
  const files = waiting
  waiting = []
  return files
}
