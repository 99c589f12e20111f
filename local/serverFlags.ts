/**
 * Flags of Node for this project's servers. Newer versions let the young part of the heap grow to
 * 100 MB and more, and what it took once stays with the process; 16 MB are as quick here.
 */
export const SERVER_FLAGS: readonly string[] = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=16',
]
