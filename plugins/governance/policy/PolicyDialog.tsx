import type {SanityClient} from '@sanity/client'
import {Card, Stack, Text} from '@sanity/ui'
import {useState} from 'react'
import {Virtuoso} from 'react-virtuoso'
import {useTranslation} from 'sanity'
import type {PolicyRow, RuleUndo} from '../../../core/shopify/rulePolicy.ts'
import {rulePreview} from '../../../core/shopify/rulePreview.ts'
import {useAudienceText} from '../../audience/audienceLocale.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {Unanswered} from '../../ui/Panel.tsx'
import {useProblemText} from '../../ui/useProblemText.ts'
import type {SyncRow} from '../data/siteSync.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {ToolButton} from '../../ui/ToolButton.tsx'
import {FailureNotice} from '../../ui/Notice.tsx'
import {PolicyFields} from './PolicyFields.tsx'
import {PolicyOutcome} from './PolicyOutcome.tsx'
import {usePolicy, type PolicyWork} from './usePolicy.ts'

/** Gives the rules of several sites the same settings, after a preview of what changes at each. */
export function PolicyDialog(props: {
  client: SanityClient
  sites: readonly SyncRow[]
  /** Gets what undoes the policy, once it is applied; nothing once it is undone. */
  onUndos: (undos: readonly RuleUndo[]) => void
  onClose: () => void
}) {
  const {client, sites, onUndos, onClose} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  // The selection at the time of opening; the table behind may change.
  const [titles] = useState(() => new Map(sites.map(({key, title}) => [key, title])))
  const [keys] = useState(() => sites.map(({key}) => key))
  const work = usePolicy(client, keys, onUndos)
  const {phase, rows} = work
  const changing = rows.filter(({kind}) => kind === 'change').length
  const titleOf = (site: string) => titles.get(site) ?? site
  const isWorking = phase.kind === 'working'
  const close = () => {
    if (!isWorking) onClose()
  }
  return (
    <DialogFrame
      actions={
        phase.kind === 'applied' && (
          <>
            {phase.undos.length > 0 && (
              <ToolButton
                onClick={() => void work.undo(phase.undos)}
                padding={3}
                text={t('policy.undo', {count: phase.undos.length})}
              />
            )}
            {phase.failed.length > 0 && (
              <ToolButton
                onClick={() => work.retry(phase.failed)}
                padding={3}
                text={t('batch.retry', {count: phase.failed.length})}
              />
            )}
          </>
        )
      }
      confirm={
        phase.kind === 'editing'
          ? {
              isDisabled: changing === 0,
              onConfirm: () => void work.apply(),
              text: t('policy.apply', {count: changing}),
            }
          : null
      }
      isCloseDisabled={isWorking}
      onClose={close}
      title={t('policy.title', {count: keys.length})}
      width={2}
    >
      {phase.kind === 'editing' ? (
        <PolicyForm titleOf={titleOf} work={work} />
      ) : (
        <PolicyOutcome phase={phase} titleOf={titleOf} />
      )}
    </DialogFrame>
  )
}

function PolicyForm({work, titleOf}: {work: PolicyWork; titleOf: (site: string) => string}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  const {rules, rows, included, failure} = work
  const count = (kind: string) => rows.filter((row) => row.kind === kind).length
  if (!rules.data) {
    return (
      <Unanswered failed={t('policy.failed-reading')} label={t('policy.reading')} query={rules} />
    )
  }
  return (
    <Stack gap={4}>
      <Text size={1}>{t('policy.note', {count: rules.data.length})}</Text>
      <PolicyFields work={work} />
      <FailureNotice reason={failure} />
      {included.size === 0 ? (
        <Text muted size={1}>
          {t('policy.nothing')}
        </Text>
      ) : (
        <>
          <Text aria-live="polite" size={1} weight="medium">
            {t('policy.summary', {
              change: count('change'),
              same: count('same'),
              refused: count('refused'),
            })}
          </Text>
          <PolicyPreview rows={rows} titleOf={titleOf} />
        </>
      )}
    </Stack>
  )
}

const LIST_HEIGHT = 320
/** A list of so many sites or less is drawn whole. */
const SHORT_LIST = 20
const ORDER = ['refused', 'change', 'same']

/** What a policy changes at each site: the refused sites first. */
function PolicyPreview(props: {rows: readonly PolicyRow[]; titleOf: (site: string) => string}) {
  const {rows, titleOf} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const sorted = rows.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
  const item = (_: number, row: PolicyRow) => (
    <PolicyPreviewRow key={row.site} row={row} title={titleOf(row.site)} />
  )
  return (
    <Card border radius={2} style={{overflow: 'auto'}}>
      {sorted.length <= SHORT_LIST ? (
        <section aria-label={t('policy.differences')}>
          {sorted.map((row, index) => item(index, row))}
        </section>
      ) : (
        <Virtuoso
          aria-label={t('policy.differences')}
          data={sorted}
          itemContent={item}
          style={{height: LIST_HEIGHT}}
        />
      )}
    </Card>
  )
}

function PolicyPreviewRow({row, title}: {row: PolicyRow; title: string}) {
  const problemText = useProblemText()
  const {t} = useTranslation(governanceLocaleNamespace)
  const audienceText = useAudienceText()
  const before = row.before ? rulePreview(row.before, audienceText) : t('rule.none')
  const after = row.kind === 'refused' ? null : rulePreview(row.after, audienceText)
  const tone = row.kind === 'refused' ? 'critical' : row.kind === 'change' ? 'primary' : 'default'
  return (
    <Card borderBottom padding={3} tone={tone}>
      <Stack gap={2}>
        <Text size={1} weight="medium">
          {title}
        </Text>
        <Text muted={row.kind === 'same'} size={1}>
          {row.kind === 'refused' && t('policy.refused', {reason: problemText(...row.problems)})}
          {row.kind === 'same' && t('policy.same', {rule: after})}
          {row.kind === 'change' &&
            (before === after ? after : t('policy.change', {before, after}))}
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
