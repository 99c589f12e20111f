/** A resource of the blueprint, as functions see it. */
export interface NamedResource {
  id: string
  name: string
  type: string
}

/** `context.resources`: finds a resource by name, among all types or within one. */
export function createResources(resources: readonly NamedResource[]) {
  const named = (prefix: string) => (name: string) =>
    resources.find((resource) => resource.name === name && resource.type.startsWith(prefix))
  return Object.assign(named(''), {
    all: () => [...resources],
    [Symbol.iterator]: () => resources.values(),
    cors: named('sanity.project.cors'),
    dataset: named('sanity.project.dataset'),
    function: named('sanity.function.'),
    project: named('sanity.project'),
    role: named('sanity.access.role'),
    webhook: named('sanity.project.webhook'),
  })
}

/**
 * Loads the handler of a function.
 *
 * @param entry - URL of its module
 * @throws Error when the module exports no handler
 */
export async function loadHandler(entry: string): Promise<(envelope: object) => Promise<unknown>> {
  const module: {handler?: unknown; default?: unknown} = await import(entry)
  const found = module.handler ?? module.default
  if (typeof found !== 'function') throw new Error('The function exports no handler')
  return async (envelope) => found(envelope)
}

/** The text of an error that a handler threw. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
