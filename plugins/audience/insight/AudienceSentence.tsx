import {Text} from '@sanity/ui'
import {memo} from 'react'
import type {Audience} from '../../../core/audience/checkAudience.ts'
import {audienceToSentence} from '../../../core/audience/toSentence.ts'
import {useAudienceText} from '../audienceLocale.ts'
import type {AudienceSource} from '../source/audienceSource.ts'

/** What an {@link AudienceSentence} describes. */
export interface AudienceSentenceProps {
  audience: Audience
  /** For the titles of what the audience refers to. */
  source: Pick<AudienceSource, 'titleOf'>
}

/** An audience in a sentence. */
export const AudienceSentence = memo(function AudienceSentence(props: AudienceSentenceProps) {
  const {audience, source} = props
  const {titleOf} = source
  const t = useAudienceText()
  return (
    <Text data-testid="audience-sentence" size={1} style={{overflowWrap: 'anywhere'}}>
      {audienceToSentence(audience, {titleOf, translate: t})}.
    </Text>
  )
})
