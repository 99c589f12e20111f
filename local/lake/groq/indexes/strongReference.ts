/**
 * Whether an object is a reference whose target must exist. That of a weak one need not, nor that of one
 * which becomes strong when its document is published, or which leads to another dataset.
 * https://www.sanity.io/docs/reference-type
 */
export function isStrongReference(value: object): boolean {
  if (!('_ref' in value) || typeof value._ref !== 'string' || value._ref === '') return false
  const isWeak = '_weak' in value && value._weak === true
  return (
    !isWeak && !['_strengthenOnPublish', '_dataset', '_projectId'].some((name) => name in value)
  )
}

/** The ids of all documents that a document refers to strongly, at any depth. */
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
