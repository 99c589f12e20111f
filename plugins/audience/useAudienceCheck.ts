import {useMemo} from 'react'
import {checkAudience, type CheckedAudience} from '../../core/audience/checkAudience.ts'
import type {AudienceDefinition} from '../../core/audience/definition.ts'
import type {AudienceSource} from './source/audienceSource.ts'

/**
 * Whether a definition can be used, or everything that is in the way.
 *
 * @param segmentId - the segment that it defines, which must not come to use itself; `null` if none
 */
export function useAudienceCheck(
  source: AudienceSource,
  definition: AudienceDefinition,
  segmentId: string | null,
): CheckedAudience {
  const {fields, segments} = source
  return useMemo(
    () => checkAudience(definition, {fields, segments, ...(segmentId === null ? {} : {segmentId})}),
    [definition, fields, segmentId, segments],
  )
}
