import {Card, Flex, Heading, Radio, Select, Stack, Text, TextArea, Grid} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {
  localeOf,
  MAX_CONSENT_NOTE,
  registeredText,
  STATED_ACTIONS,
  type StatedConsent,
} from '../../../core/consent/statedConsent.ts'
import {LabelledField} from '../../ui/LabelledField.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {DraftText, type DraftProps} from './DraftFields.tsx'

/** Asks what the person agreed to: nothing, or one of the site's texts, how and when. */
export function ConsentFields(props: DraftProps) {
  const {id, draft, onChange, problemOf} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const problem = problemOf('consent')
  return (
    <Stack
      aria-describedby={problem ? `${id}-consent-problem` : undefined}
      as="fieldset"
      gap={3}
      style={{border: 0, margin: 0, minWidth: 0, padding: 0}}
    >
      <Heading as="legend" size={0}>
        {t('new-lead.consent')}
      </Heading>
      {[false, true].map((agreed) => (
        <Flex align="center" gap={2} key={String(agreed)} marginTop={agreed ? 0 : 4}>
          <Radio
            checked={draft.agreed === agreed}
            id={`${id}-agreed-${agreed}`}
            name={`${id}-agreed`}
            onChange={() => onChange({agreed})}
          />
          <Text as="label" htmlFor={`${id}-agreed-${agreed}`} size={1}>
            {t(agreed ? 'new-lead.agreed' : 'new-lead.not-agreed')}
          </Text>
        </Flex>
      ))}
      {problem && (
        <Card padding={2} radius={2} tone="critical">
          <Text id={`${id}-consent-problem`} role="alert" size={1}>
            {problem}
          </Text>
        </Card>
      )}
      {draft.agreed === true && <Evidence {...props} />}
      {draft.agreed !== null && (
        <Text muted size={1}>
          {t('new-lead.no-subscription')}
        </Text>
      )}
    </Stack>
  )
}

/** Which text, how, when, and a note. */
function Evidence(props: DraftProps) {
  const {id, draft, onChange, problemOf} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const {consent} = draft
  const change = (part: Partial<StatedConsent>) => onChange({consent: {...consent, ...part}})
  // The newest version first: it is the one that people see now.
  const texts = site.consentTexts.toSorted(
    (left, right) => left.id.localeCompare(right.id) || right.version - left.version,
  )
  const chosen = registeredText(site, consent)
  const note = problemOf('consent.note')
  return (
    <Card border padding={3} radius={2}>
      <Stack gap={4}>
        <LabelledField
          id={`${id}-text`}
          label={t('new-lead.text')}
          problem={problemOf('consent.text')}
        >
          <Select
            fontSize={1}
            padding={3}
            id={`${id}-text`}
            onChange={(event) => {
              const text = texts[Number(event.currentTarget.value)]
              change({
                textId: text?.id ?? '',
                textVersion: text?.version ?? 0,
                locale: text ? localeOf(text, site) : '',
              })
            }}
            value={chosen ? texts.findIndex((each) => each === chosen) : ''}
          >
            <option value="">{t('new-lead.choose-text')}</option>
            {texts.map((text, index) => (
              <option key={text._key} value={index}>
                {t('new-lead.text-choice', {
                  id: text.id,
                  version: text.version,
                  locale: localeOf(text, site),
                })}
              </option>
            ))}
          </Select>
        </LabelledField>
        {chosen && (
          <Card as="blockquote" padding={3} radius={2} style={{margin: 0}} tone="transparent">
            <Text size={1} style={{overflowWrap: 'anywhere', whiteSpace: 'pre-wrap'}}>
              {chosen.text}
            </Text>
          </Card>
        )}
        <Grid gap={4} gridTemplateColumns={[1, 2]}>
          <LabelledField
            id={`${id}-action`}
            label={t('new-lead.how')}
            problem={problemOf('consent.action')}
          >
            <Select
              fontSize={1}
              padding={3}
              id={`${id}-action`}
              onChange={(event) => {
                const action = STATED_ACTIONS.find((each) => each === event.currentTarget.value)
                if (action) change({action})
              }}
              value={consent.action}
            >
              {STATED_ACTIONS.map((action) => (
                <option key={action} value={action}>
                  {t(`consent.action-${action}`)}
                </option>
              ))}
            </Select>
          </LabelledField>
          <DraftText
            id={`${id}-day`}
            label={t('new-lead.day')}
            onChange={(day) => change({day})}
            problem={problemOf('consent.day')}
            type="date"
            value={consent.day}
          />
        </Grid>
        <LabelledField id={`${id}-note`} label={t('new-lead.note')} problem={note}>
          <TextArea
            fontSize={1}
            padding={3}
            aria-describedby={note ? `${id}-note-problem` : undefined}
            aria-invalid={note !== undefined}
            id={`${id}-note`}
            maxLength={MAX_CONSENT_NOTE}
            onChange={(event) => change({note: event.currentTarget.value})}
            placeholder={t('new-lead.note-example')}
            rows={2}
            value={consent.note}
          />
        </LabelledField>
      </Stack>
    </Card>
  )
}
