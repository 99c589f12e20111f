function refusal(url: unknown): Error {
  return new Error(
    `A test of a page asked the network for ${String(url)}. Let the test's store answer that ` +
      'request (plugins/ui/testing/memoryStore.ts).',
  )
}

/** Lets nothing of a page go out: an answer, or its absence, would arrive after the test. */
export function refuseNetwork(): void {
  globalThis.fetch = (input) =>
    Promise.reject(refusal(input instanceof Request ? input.url : input))
  for (const name of ['WebSocket', 'EventSource', 'XMLHttpRequest'] as const) {
    const refuse = function (url: unknown) {
      throw refusal(url ?? `something by ${name}`)
    }
    Object.assign(globalThis, {[name]: refuse})
  }
}
