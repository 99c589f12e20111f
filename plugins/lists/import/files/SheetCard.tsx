import {TrashIcon} from '@sanity/icons/Trash'
import {Badge, Card, Checkbox, Flex, Select, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {DELIMITERS} from '../../../../core/spreadsheet/dialect.ts'
import {ENCODINGS} from '../../../../core/spreadsheet/encoding.ts'
import type {DraftFile} from '../../../../core/imports/importDraft.ts'
import {IconButton} from '../../../ui/IconButton.tsx'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import {importLocaleNamespace} from '../importLocale.ts'
import type {SheetOptions} from '../parsing/fileParser.ts'
import type {WizardSheet} from '../wizardState.ts'
import {SampleTable} from './SampleTable.tsx'

/** Rows of the sample that are shown. */
const SHOWN_ROWS = 6

/** What a {@link SheetCard} shows. */
export interface SheetCardProps {
  file: DraftFile
  sheet: WizardSheet
  onInclude: (isIncluded: boolean) => void
  onOptions: (options: SheetOptions) => void
  onRemove: () => void
}

/** An opened table: how it is read, and its first rows. */
export function SheetCard(props: SheetCardProps) {
  const {file, sheet, onInclude, onOptions, onRemove} = props
  const {opened, options} = sheet
  const {t} = useTranslation(importLocaleNamespace)
  const id = useId()
  const {encoding, delimiter, hasHeader, sample} = opened
  const isUnsure = encoding?.isSure === false || delimiter?.isSure === false
  const [header, ...rest] = sample
  const headings = hasHeader ? (header?.cells ?? []) : null
  const rows = (hasHeader ? rest : sample).slice(0, SHOWN_ROWS)
  return (
    <Card aria-labelledby={`${id}-name`} as="section" border radius={3}>
      <Stack gap={4} padding={4}>
        <Flex align="center" gap={3}>
          <Checkbox
            aria-labelledby={`${id}-name`}
            checked={file.isIncluded}
            id={`${id}-include`}
            onChange={(event) => onInclude(event.currentTarget.checked)}
          />
          <Stack flex={1}>
            <Text as="h2" id={`${id}-name`} size={1} textOverflow="ellipsis" weight="semibold">
              {opened.name}
            </Text>
          </Stack>
          {file.vendor !== null && (
            <Badge fontSize={1} tone="primary">
              {t(`vendor.${file.vendor}`)}
            </Badge>
          )}
          {isUnsure && (
            <Badge fontSize={1} tone="caution">
              {t('files.unsure')}
            </Badge>
          )}
          <IconButton
            icon={TrashIcon}
            label={t('files.remove', {name: opened.name})}
            onClick={onRemove}
          />
        </Flex>
        <Flex gap={4} wrap="wrap">
          {encoding && (
            <LabelledField id={`${id}-encoding`} label={t('files.encoding')}>
              <Select
                fontSize={1}
                id={`${id}-encoding`}
                onChange={(event) => {
                  const chosen = ENCODINGS.find((name) => name === event.currentTarget.value)
                  if (chosen) onOptions({...options, encoding: chosen})
                }}
                padding={2}
                value={encoding.name}
              >
                {ENCODINGS.map((name) => (
                  <option key={name} value={name}>
                    {t(`encoding.${name}`)}
                  </option>
                ))}
              </Select>
            </LabelledField>
          )}
          {delimiter && (
            <LabelledField id={`${id}-delimiter`} label={t('files.delimiter')}>
              <Select
                fontSize={1}
                id={`${id}-delimiter`}
                onChange={(event) => {
                  const chosen = DELIMITERS.find((sign) => sign === event.currentTarget.value)
                  if (chosen) onOptions({...options, delimiter: chosen})
                }}
                padding={2}
                value={delimiter.sign}
              >
                {DELIMITERS.map((sign) => (
                  <option key={sign} value={sign}>
                    {t(`delimiter.${DELIMITER_NAMES[sign]}`)}
                  </option>
                ))}
              </Select>
            </LabelledField>
          )}
          <Flex align="center" gap={2} style={{alignSelf: 'flex-end', minHeight: 25}}>
            <Checkbox
              checked={hasHeader}
              id={`${id}-header`}
              onChange={(event) => onOptions({...options, hasHeader: event.currentTarget.checked})}
            />
            <Text as="label" htmlFor={`${id}-header`} size={1}>
              {t('files.has-header')}
            </Text>
          </Flex>
        </Flex>
        {encoding?.isSure === false && (
          <Text muted size={1}>
            {t('files.check-letters')}
          </Text>
        )}
        {sample.length === 0 ? (
          <Text muted size={1}>
            {t('files.no-rows')}
          </Text>
        ) : (
          <SampleTable
            headings={headings}
            label={t('files.sample', {name: opened.name})}
            rows={rows}
          />
        )}
      </Stack>
    </Card>
  )
}

const DELIMITER_NAMES = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  '^': 'caret',
  '~': 'tilde',
} as const
