import {FilterIcon} from '@sanity/icons/Filter'
import {Button, Flex, Stack, Text} from '@sanity/ui'
import {useMemo} from 'react'
import {useIntentLink} from 'sanity/router'
import {checkAudience} from '../../../core/audience/checkAudience.ts'
import {audienceUsage} from '../../../core/audience/audienceUsage.ts'
import {EDIT_SEGMENT_INTENT} from '../../segments/segmentRoute.ts'
import {AudienceSentence} from '../insight/AudienceSentence.tsx'
import type {AudienceSource} from '../source/audienceSource.ts'
import {useAudienceText} from '../audienceLocale.ts'

/** What {@link AudienceInWords} says. */
export interface AudienceInWordsProps {
  /** The definition as JSON text. */
  definition: string
  source: AudienceSource
}

function SegmentLink(props: {id: string; title: string}) {
  const {id, title} = props
  const {href, onClick} = useIntentLink({intent: EDIT_SEGMENT_INTENT, params: {id}})
  return (
    <Button
      as="a"
      fontSize={1}
      href={href}
      icon={FilterIcon}
      mode="ghost"
      onClick={onClick}
      padding={2}
      text={title}
    />
  )
}

/** Who a stored definition means, with links to the segments it uses; or why that can't be said. */
export function AudienceInWords(props: AudienceInWordsProps) {
  const {definition, source} = props
  const {fields, segments, titleOf} = source
  const t = useAudienceText()
  const checked = useMemo(
    () => checkAudience(definition, {fields, segments}),
    [definition, fields, segments],
  )
  const used = checked.definition ? audienceUsage(checked.definition).segments : []
  const known = used.filter((id) => segments.has(id))
  return (
    <Stack gap={4}>
      {checked.ok ? (
        <AudienceSentence audience={checked.audience} source={source} />
      ) : (
        <Text role="alert" size={1}>
          {t('form.unreadable', {reason: checked.problems[0]?.reason ?? ''})}
        </Text>
      )}
      {known.length > 0 && (
        <Flex align="center" gap={2} wrap="wrap">
          <Text muted size={1}>
            {t('form.segments')}
          </Text>
          {known.map((id) => (
            <SegmentLink id={id} key={id} title={titleOf('segments', id) ?? id} />
          ))}
        </Flex>
      )}
    </Stack>
  )
}
