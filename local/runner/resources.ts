/** A resource of the blueprint, as functions see it. */
export interface NamedResource {
  id: string
  name: string
  type: string
}

/** `context.resources`: looks up a resource by name, over all types or within one. */
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
