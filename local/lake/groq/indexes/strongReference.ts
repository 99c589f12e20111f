/**
 * Whether an object is a reference whose target has to exist. Weak ones need not, nor those that
 * become strong when their document is published, nor those to other datasets.
 * https://www.sanity.io/docs/reference-type
 */
export function isStrongReference(value: object): boolean {
  if (!('_ref' in value) || typeof value._ref !== 'string' || value._ref === '') return false
  const isWeak = '_weak' in value && value._weak === true
  return (
    !isWeak && !['_strengthenOnPublish', '_dataset', '_projectId'].some((name) => name in value)
  )
}

/** The ids of all documents that a document refers to strongly, at whatever depth. */
export function strongReferences(document: object | null): Set<string> {
  const targets = new Set<string>()
  const walk = (value: object): void => {
    if ('_ref' in value && typeof value._ref === 'string' && isStrongReference(value)) {
      targets.add(value._ref)
    }
    for (const entry of Object.values(value)) {
      if (typeof entry === 'object' && entry !== null) walk(entry)
    }
  }
  if (document) walk(document)
  return targets
}
