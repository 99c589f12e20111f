import {Card, Stack, Text} from '@sanity/ui'
import {Virtuoso} from 'react-virtuoso'
import {useTranslation} from 'sanity'
import type {PolicyRow} from '../../../core/shopify/rulePolicy.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'

const HEIGHT = 320
const SHORT = 20

/** What {@link PolicyDifferences} shows. */
export interface PolicyDifferencesProps {
  rows: readonly PolicyRow[]
  titleOf: (site: string) => string
}

function Difference({row, title}: {row: PolicyRow; title: string}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const before = row.before ?? t('rule.none')
  const tone = row.kind === 'refused' ? 'critical' : row.kind === 'change' ? 'primary' : 'default'
  return (
    <Card borderBottom padding={3} tone={tone}>
      <Stack gap={2}>
        <Text size={1} weight="medium">
          {title}
        </Text>
        <Text muted={row.kind === 'same'} size={1}>
          {row.kind === 'refused' &&
            t('policy.refused', {reason: row.problems.map(({reason}) => reason).join(' ')})}
          {row.kind === 'same' && t('policy.same', {rule: row.after})}
          {row.kind === 'change' &&
            (before === row.after ? row.after : t('policy.change', {before, after: row.after}))}
        </Text>
        {row.kind === 'change' && (
          <Text muted size={1}>
            {t('policy.settings', {
              settings: row.changes.map(({name}) => t(`setting.${name}`)).join(', '),
            })}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** What a policy changes at each site, before it is applied. */
export function PolicyDifferences({rows, titleOf}: PolicyDifferencesProps) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const order = ['refused', 'change', 'same']
  const sorted = rows.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const item = (_: number, row: PolicyRow) => (
    <Difference key={row.site} row={row} title={titleOf(row.site)} />
  )
  return (
    <Card border radius={2} style={{overflow: 'auto'}}>
      {sorted.length <= SHORT ? (
        <section aria-label={t('policy.differences')}>
          {sorted.map((row, index) => item(index, row))}
        </section>
      ) : (
        <Virtuoso
          aria-label={t('policy.differences')}
          data={sorted}
          itemContent={item}
          style={{height: HEIGHT}}
        />
      )}
    </Card>
  )
}
