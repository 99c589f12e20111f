import {Card, Skeleton, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {PipelineAnswer, RecordsAnswer} from './data/requests.ts'
import {overviewLocaleNamespace} from './overviewLocale.ts'
import {CardRow} from './overviewStyles.ts'

/** What {@link RecordCards} show; `undefined` is drawn as a skeleton. */
export interface RecordCardsProps {
  leads: PipelineAnswer['total'] | undefined
  planLimit: number | null | undefined
  records: RecordsAnswer | undefined
}

interface Figure {
  name: string
  count: number | undefined
  note: string | undefined
}

function FigureCard(props: Figure) {
  const {name, count, note} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  return (
    <Card as="li" border padding={4} radius={3}>
      <Stack gap={4}>
        <Text muted size={1} weight="medium">
          {t(`records.${name}`)}
        </Text>
        {count === undefined ? (
          <Skeleton animated radius={2} style={{height: 22, width: 90}} />
        ) : (
          <Text
            data-testid={`records-${name}`}
            size={4}
            style={{fontVariantNumeric: 'tabular-nums'}}
            weight="semibold"
          >
            {count.toLocaleString('en')}
          </Text>
        )}
        <Text muted size={1} textOverflow="ellipsis">
          {note ?? '\u00a0'}
        </Text>
      </Stack>
    </Card>
  )
}

/** Counts of the records that the user can see. */
export function RecordCards(props: RecordCardsProps) {
  const {leads, planLimit, records} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const percent = Math.floor((100 * (leads ?? 0)) / Math.max(1, planLimit ?? 1))
  const figures: Figure[] = [
    {
      name: 'leads',
      count: leads,
      note: planLimit
        ? t('records.leads.note', {percent, limit: planLimit})
        : t('records.leads.note-unlimited'),
    },
    {
      name: 'subscribers',
      count: records?.subscribers,
      note: records && t('records.subscribers.note', {...records}),
    },
    {
      name: 'submissions',
      count: records?.submissions,
      note: records && t('records.submissions.note', {count: records.intake}),
    },
    {
      name: 'suppressed',
      count: records?.suppressed,
      note:
        records &&
        t('records.suppressed.note', {
          unsubscribed: records.unsubscribed,
          blocked: records.suppressed - records.unsubscribed,
        }),
    },
  ]
  return (
    <CardRow aria-label={t('records.title')}>
      {figures.map((figure) => (
        <FigureCard key={figure.name} {...figure} />
      ))}
    </CardRow>
  )
}
