import {useMemo} from 'react'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import {audienceUsage} from '../../../core/audience/audienceUsage.ts'
import type {AudienceSource} from './audienceSource.ts'
import {withNamedFields} from './namedFields.ts'

/** As {@link withNamedFields}, for a definition that is being built: the same source until it names others. */
export function useNamedFields(
  source: AudienceSource,
  definition: AudienceDefinition,
): AudienceSource {
  const text = JSON.stringify(audienceUsage(definition).customFields)
  return useMemo(() => {
    const names: unknown = JSON.parse(text)
    const texts = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
    return withNamedFields(source, texts)
  }, [source, text])
}
