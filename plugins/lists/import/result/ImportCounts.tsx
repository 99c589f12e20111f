import {Card, Grid, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import type {ImportRecord} from '../../../../core/imports/importJob.ts'
import {
  IMPORT_LABELS,
  type RowLabel,
  type UndoLabel,
} from '../../../../core/imports/importLabels.ts'
import {importLocaleNamespace} from '../importLocale.ts'

const TONES: Readonly<Partial<Record<RowLabel | UndoLabel, 'positive' | 'caution' | 'critical'>>> =
  {
    new: 'positive',
    updated: 'positive',
    suppressed: 'caution',
    duplicate: 'caution',
    invalid: 'critical',
    removed: 'positive',
    restored: 'positive',
    kept: 'caution',
  }

/** The colours of a tone. A card of that tone would first compute a whole theme, which takes long. */
function toned(tone: string | undefined, part: 'bg' | 'fg'): string | undefined {
  return tone && `var(--card-badge-${tone}-${part}-color)`
}

/** How many rows ended in which way. */
export function ImportCounts(props: {job: ImportRecord; title: string}) {
  const {job, title} = props
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const counts = job.counts ?? {}
  const labels = IMPORT_LABELS.filter((label) => Object.hasOwn(counts, label))
  return (
    <Stack aria-labelledby={id} as="section" gap={3}>
      <Text as="h2" id={id} size={1} weight="semibold">
        {title}
      </Text>
      <Grid gap={3} gridTemplateColumns={[2, 3, 6]}>
        {labels.map((label) => {
          const count = counts[label] ?? 0
          const tone = count > 0 ? TONES[label] : undefined
          return (
            <Card border key={label} padding={3} radius={2} style={{background: toned(tone, 'bg')}}>
              <Stack gap={3}>
                <Text
                  data-testid={`count-${label}`}
                  size={3}
                  style={{color: toned(tone, 'fg'), fontVariantNumeric: 'tabular-nums'}}
                  weight="semibold"
                >
                  {t('count', {count})}
                </Text>
                <Text muted size={1} style={{color: toned(tone, 'fg')}}>
                  {t(`label.${label}`)}
                </Text>
              </Stack>
            </Card>
          )
        })}
      </Grid>
    </Stack>
  )
}
