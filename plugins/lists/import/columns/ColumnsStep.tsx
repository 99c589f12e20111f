import {Badge, Box, Card, Flex, Select, Stack, Text} from '@sanity/ui'
import {customFieldTitle} from '../../../../core/leads/customFieldTitle.ts'
import {useTranslation} from 'sanity'
import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'
import {includedFiles, type DraftFile} from '../../../../core/imports/importDraft.ts'
import {
  IMPORTED_SUBSCRIPTIONS,
  type ColumnMapping,
  type ColumnTarget,
} from '../../../../core/imports/importMapping.ts'
import type {MappingProblem} from '../../../../core/imports/checkMapping.ts'
import type {RememberedMapping} from '../../../../core/imports/rememberedMapping.ts'
import type {ColumnGuess} from '../../../../core/imports/guessColumns.ts'
import {isPresetTarget, presetReason} from '../../../../core/imports/vendors/recognizeFiles.ts'
import type {SheetRow} from '../../../../core/spreadsheet/rows.ts'
import {PlainTable} from '../../../ui/PlainTable.ts'
import {useProblemText} from '../../../ui/useProblemText.ts'
import {importLocaleNamespace} from '../importLocale.ts'
import type {WizardEvent, WizardState} from '../wizardState.ts'
import {RememberedNote} from './RememberedNote.tsx'
import {StoredPreview} from './StoredPreview.tsx'
import {TARGET_GROUPS, targetKey, targetOfKey} from './targetKeys.ts'
import {TargetSettings} from './TargetSettings.tsx'

/** Samples of a column that are shown. */
const SHOWN_SAMPLES = 3

/** What the {@link ColumnsStep} shows. */
export interface ColumnsStepProps {
  state: WizardState
  /** By the key of the file. */
  guesses: Readonly<Record<string, readonly ColumnGuess[]>>
  problems: Readonly<Record<string, readonly MappingProblem[]>>
  custom: readonly CustomFieldDefinition[]
  /** Asks for a new custom field for a column; `null` for people who may not create one. */
  onNewField: ((key: string, index: number) => void) | null
  onReadValues: (key: string, index: number) => void
  /** The mapping of a file that somebody used before. */
  remembered: (key: string) => RememberedMapping | null
  /** Guesses the columns of a file instead. */
  onGuess: (key: string) => void
  /** Forgets the mapping of a file for everybody. */
  onForget: (key: string) => void
  /** Values of a column that may be given a meaning. */
  valuesOf: (key: string, index: number) => readonly string[]
  dispatch: (event: WizardEvent) => void
  /** ISO 8601, UTC. */
  now: string
}

/** The second page: what each column is for. */
export function ColumnsStep(props: ColumnsStepProps) {
  const {state, guesses, problems} = props
  return (
    <Stack gap={5}>
      {includedFiles(state.draft).map((file) => (
        <FileColumns
          {...props}
          file={file}
          guesses={guesses[file.key] ?? []}
          key={file.key}
          problems={problems[file.key] ?? []}
        />
      ))}
    </Stack>
  )
}

interface FileColumnsProps extends Omit<ColumnsStepProps, 'guesses' | 'problems'> {
  file: DraftFile
  guesses: readonly ColumnGuess[]
  problems: readonly MappingProblem[]
}

/** The columns of one file. */
function FileColumns(props: FileColumnsProps) {
  const {state, file, guesses, problems, dispatch} = props
  const {t} = useTranslation(importLocaleNamespace)
  const problemText = useProblemText()
  const id = `columns-${file.key}`
  const samples = samplesOf(state, file)
  const remembered = props.remembered(file.key)
  const whole = problems.filter(({columns}) => columns.length === 0)
  return (
    <Card aria-labelledby={id} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Flex align="center" gap={4} wrap="wrap">
          <Box flex={1}>
            <Text as="h2" id={id} size={1} weight="semibold">
              {file.name}
            </Text>
          </Box>
          <Flex align="center" gap={2}>
            <Text
              as="label"
              htmlFor={`${id}-subscription`}
              muted
              size={1}
              style={{whiteSpace: 'nowrap'}}
            >
              {t('columns.everybody')}
            </Text>
            <Select
              fontSize={1}
              id={`${id}-subscription`}
              onChange={(event) => {
                const {value} = event.currentTarget
                const subscription = IMPORTED_SUBSCRIPTIONS.find((name) => name === value) ?? null
                dispatch({type: 'set-subscription', key: file.key, subscription})
              }}
              padding={2}
              value={file.subscription ?? ''}
            >
              <option value="">{t('subscription.unsaid')}</option>
              {IMPORTED_SUBSCRIPTIONS.map((name) => (
                <option key={name} value={name}>
                  {t(`subscription.${name}`)}
                </option>
              ))}
            </Select>
          </Flex>
        </Flex>
        {remembered && (
          <RememberedNote
            onForget={() => props.onForget(file.key)}
            onGuess={() => props.onGuess(file.key)}
            remembered={remembered}
          />
        )}
        {whole.map((problem) => (
          <Card
            key={problem.code}
            padding={3}
            radius={2}
            role="alert"
            tone={problem.severity === 'error' ? 'critical' : 'caution'}
          >
            <Text size={1}>{problemText(problem)}</Text>
          </Card>
        ))}
        <Box overflow="auto">
          <PlainTable aria-labelledby={id}>
            <thead>
              <tr>
                <th scope="col">{t('columns.column')}</th>
                <th scope="col">{t('columns.samples')}</th>
                <th scope="col">{t('columns.target')}</th>
              </tr>
            </thead>
            <tbody>
              {file.mapping.columns.map((column, index) => (
                <ColumnRow
                  {...props}
                  column={column}
                  guess={guesses[index]}
                  index={index}
                  // The order of columns never changes.
                  // eslint-disable-next-line react/no-array-index-key
                  key={index}
                  problem={problems.find(({columns}) => columns.includes(index))}
                  samples={samples[index] ?? []}
                />
              ))}
            </tbody>
          </PlainTable>
        </Box>
        <StoredPreview
          custom={props.custom}
          file={file}
          now={props.now}
          rows={dataRows(state, file)}
        />
      </Stack>
    </Card>
  )
}

/** The first rows of a file, without its header row. */
function dataRows(state: WizardState, file: DraftFile): readonly SheetRow[] {
  const opened = state.sheets[file.key]?.opened
  return (opened?.sample ?? []).slice(opened?.hasHeader === true ? 1 : 0)
}

/** The first different values of each column. */
function samplesOf(state: WizardState, file: DraftFile): string[][] {
  const rows = dataRows(state, file)
  return file.mapping.columns.map((_, index) => {
    const values = rows.map(({cells}) => cells[index]?.trim() ?? '')
    return [...new Set(values.filter((value) => value !== ''))]
  })
}

interface ColumnRowProps extends Omit<FileColumnsProps, 'guesses' | 'problems'> {
  column: ColumnMapping
  index: number
  samples: readonly string[]
  guess: ColumnGuess | undefined
  problem: MappingProblem | undefined
}

const NEW_FIELD = 'new-field'

/** One column: its heading, some of its values, and what it is for. */
function ColumnRow(props: ColumnRowProps) {
  const {file, column, index, samples, guess, problem, custom, onNewField, dispatch} = props
  const {t} = useTranslation(importLocaleNamespace)
  const problemText = useProblemText()
  const {target} = column
  const isPreset = file.vendor !== null && isPresetTarget(file.vendor, column.heading, target)
  const left = isPreset ? presetReason(file.vendor ?? '', column.heading) : null
  const isGuess = guess !== undefined && targetKey(guess.mapping.target) === targetKey(target)
  const isSure = isPreset || (guess?.isSure === true && guess.confidence >= 0.8)
  const map = (next: ColumnMapping) =>
    dispatch({type: 'map-column', key: file.key, index, column: next})
  const label = column.heading || t('columns.without-heading', {number: index + 1})
  return (
    <tr>
      <th scope="row" style={{minWidth: 140}}>
        {label}
      </th>
      <td style={{maxWidth: 260, minWidth: 160}}>
        {samples.length > 0 ? samples.slice(0, SHOWN_SAMPLES).join(' · ') : t('columns.empty')}
      </td>
      <td style={{minWidth: 320}}>
        <Stack gap={2}>
          <Flex align="center" gap={2}>
            <Box flex={1}>
              <TargetSelect
                custom={custom}
                label={t('columns.target-of', {column: label})}
                mayCreate={onNewField !== null}
                onChange={(key) => {
                  if (key === NEW_FIELD) onNewField?.(file.key, index)
                  else {
                    const next = targetOfKey(key, target, custom)
                    if (next) map({...column, target: next})
                  }
                }}
                target={target}
              />
            </Box>
            {(isPreset || isGuess) && (
              <Badge
                fontSize={0}
                title={t(`guess.${isPreset || !guess ? 'vendor' : guess.reason}`)}
                tone={isSure ? 'positive' : 'caution'}
              >
                {t(isSure ? 'guess.sure' : 'guess.unsure')}
              </Badge>
            )}
          </Flex>
          {left !== null && (
            <Text muted size={1}>
              {t(`left.reason-${left}`)}
            </Text>
          )}
          <TargetSettings
            column={column}
            label={label}
            onChange={map}
            found={props.valuesOf(file.key, index)}
            samples={samples}
            onReadValues={() => props.onReadValues(file.key, index)}
          />
          {problem && (
            <Card
              padding={2}
              radius={2}
              role="alert"
              tone={problem.severity === 'error' ? 'critical' : 'caution'}
            >
              <Text size={1}>{problemText(problem)}</Text>
            </Card>
          )}
        </Stack>
      </td>
    </tr>
  )
}

/** Chooses what a column is for. */
function TargetSelect(props: {
  label: string
  target: ColumnTarget
  custom: readonly CustomFieldDefinition[]
  mayCreate: boolean
  onChange: (key: string) => void
}) {
  const {label, target, custom, mayCreate, onChange} = props
  const {t} = useTranslation(importLocaleNamespace)
  const isNew = target.kind === 'custom' && custom.every(({name}) => name !== target.name)
  return (
    <Select
      aria-label={label}
      fontSize={1}
      onChange={(event) => onChange(event.currentTarget.value)}
      padding={2}
      value={targetKey(target)}
    >
      <option value="ignore">{t('target.ignore')}</option>
      {TARGET_GROUPS.map(({name, targets}) => (
        <optgroup key={name} label={t(`target-group.${name}`)}>
          {targets.map((one) => (
            <option key={targetKey(one)} value={targetKey(one)}>
              {t(`target.${targetKey(one).replace(':', '.')}`)}
            </option>
          ))}
        </optgroup>
      ))}
      <optgroup label={t('target-group.custom')}>
        {custom.map(({name, title}) => (
          <option key={name} value={`custom:${name}`}>
            {customFieldTitle({name, title})}
          </option>
        ))}
        {isNew && <option value={targetKey(target)}>{t('target.new', {name: target.name})}</option>}
        {mayCreate && <option value={NEW_FIELD}>{t('target.create')}</option>}
      </optgroup>
    </Select>
  )
}
