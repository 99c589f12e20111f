import {Card, Checkbox, Flex, Select, Stack, Text, TextArea, TextInput} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import {importLocaleNamespace} from '../importLocale.ts'
import type {ConsentGap, ImportDraft} from '../../../../core/imports/importDraft.ts'
import {DayInput} from '../../../ui/DayInput.tsx'
import {LabelledField} from '../../../ui/LabelledField.tsx'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {PeopleStepProps} from './PeopleStep.tsx'
import {RadioChoice} from '../../../ui/ChoiceGroup.tsx'
import {Part} from './questions.tsx'

/** What the people of the files agreed to. */
export function ConsentPart(props: PeopleStepProps) {
  const {state, gaps, today, dispatch} = props
  const {consent, sendConfirmation} = state.draft
  const {t} = useTranslation(importLocaleNamespace)
  const {document: site} = useSiteContext()
  const id = useId()
  const change = (next: Partial<ImportDraft['consent']>) =>
    dispatch({type: 'change-consent', consent: next})
  const texts = (site.consentTexts ?? []).filter(({purpose}) => purpose === 'newsletter')
  const problem = (gap: ConsentGap) => (gaps.includes(gap) ? t(`consent.${gap}`) : null)
  return (
    <Part description={t('consent.description')} title={t('consent.title')}>
      <Stack aria-label={t('consent.title')} gap={4} role="radiogroup">
        <RadioChoice
          description={t('consent.yes-note')}
          isChosen={consent.isStated === true}
          name={id}
          onChoose={() => change({isStated: true})}
          text={t('consent.yes')}
        />
        <RadioChoice
          description={t('consent.no-note')}
          isChosen={consent.isStated === false}
          name={id}
          onChoose={() => change({isStated: false})}
          text={t('consent.no')}
        />
      </Stack>
      {gaps.includes('unanswered') && <Problem text={t('consent.unanswered')} />}
      {consent.isStated === true && (
        <Stack gap={4}>
          {texts.length > 0 && (
            <LabelledField id={`${id}-known`} label={t('consent.known')}>
              <Select
                fontSize={1}
                id={`${id}-known`}
                onChange={(event) => {
                  const chosen = texts[Number(event.currentTarget.value)]
                  change(
                    chosen
                      ? {text: chosen.text, textId: chosen.id, textVersion: chosen.version}
                      : {textId: null, textVersion: null},
                  )
                }}
                value={texts.findIndex(
                  (one) => one.id === consent.textId && one.version === consent.textVersion,
                )}
              >
                <option value={-1}>{t('consent.other')}</option>
                {texts.map((one, index) => (
                  <option key={`${one.id} ${one.version}`} value={index}>
                    {t('consent.version', {id: one.id, version: one.version})}
                  </option>
                ))}
              </Select>
            </LabelledField>
          )}
          <LabelledField id={`${id}-text`} label={t('consent.text')} note={problem('no-text')}>
            <TextArea
              fontSize={1}
              id={`${id}-text`}
              onChange={(event) =>
                change({text: event.currentTarget.value, textId: null, textVersion: null})
              }
              rows={3}
              value={consent.text}
            />
          </LabelledField>
          <Flex gap={4} wrap="wrap">
            <LabelledField
              id={`${id}-on`}
              label={t('consent.on')}
              note={problem('no-day') ?? problem('future-day') ?? t('consent.on-note')}
            >
              <DayInput
                id={`${id}-on`}
                max={today}
                onChange={(event) => change({on: event.currentTarget.value})}
                value={consent.on}
              />
            </LabelledField>
            <Stack flex={1} style={{minWidth: 220}}>
              <LabelledField
                id={`${id}-where`}
                label={t('consent.where')}
                note={problem('no-place') ?? t('consent.where-note')}
              >
                <TextInput
                  fontSize={1}
                  id={`${id}-where`}
                  onChange={(event) => change({where: event.currentTarget.value})}
                  value={consent.where}
                />
              </LabelledField>
            </Stack>
          </Flex>
        </Stack>
      )}
      {consent.isStated === false && (
        <Flex gap={3}>
          <Checkbox
            checked={sendConfirmation}
            id={`${id}-confirm`}
            onChange={(event) =>
              dispatch({type: 'change', draft: {sendConfirmation: event.currentTarget.checked}})
            }
          />
          <Stack flex={1} gap={2}>
            <Text as="label" htmlFor={`${id}-confirm`} size={1}>
              {t('consent.confirm')}
            </Text>
            <Text muted size={1}>
              {t('consent.confirm-note')}
            </Text>
          </Stack>
        </Flex>
      )}
    </Part>
  )
}

function Problem(props: {text: string}) {
  return (
    <Card padding={3} radius={2} role="alert" tone="critical">
      <Text size={1}>{props.text}</Text>
    </Card>
  )
}
