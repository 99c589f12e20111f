import {Select, Text} from '@sanity/ui'
import {PERIOD_OPERATORS} from '../../../core/audience/dateOperators.ts'
import {Row} from '../builder/builderStyles.ts'
import {periodGroups} from '../query/operatorGroups.ts'
import type {EditorProps} from './editorProps.ts'
import {NumberInput} from './NumberInput.tsx'
import {PeriodEditor} from './PeriodEditor.tsx'
import {timesValue, type TimesValue} from './valueShapes.ts'
import {useAudienceText} from '../audienceLocale.ts'

const EVER = ''

function stored({times, when}: TimesValue): unknown {
  return {
    ...(times === undefined ? {} : {times}),
    ...(when === null
      ? {}
      : {
          when: {
            operator: when.operator,
            ...(when.value === undefined ? {} : {value: when.value}),
          },
        }),
  }
}

/** How often something happened, and when. */
export function TimesEditor(props: EditorProps & {operator: string}) {
  const {operator, value, isReadOnly, onChange} = props
  const t = useAudienceText()
  const asked = timesValue(value)
  const counts = operator !== 'happened' && operator !== 'didNotHappen'
  const {when} = asked
  const setWhen = (name: string) => {
    if (name === EVER) return onChange(stored({...asked, when: null}))
    const operand = PERIOD_OPERATORS.get(name)?.operand
    const before = when && PERIOD_OPERATORS.get(when.operator)?.operand === operand
    const first = operand === 'span' ? {amount: 30, unit: 'day'} : undefined
    onChange(stored({...asked, when: {operator: name, value: before ? when.value : first}}))
  }
  return (
    <Row>
      {counts && (
        <>
          <div data-small>
            <NumberInput
              {...props}
              label={t('value.times')}
              onChange={(times) =>
                onChange(stored({...asked, times: typeof times === 'number' ? times : undefined}))
              }
              value={asked.times}
            />
          </div>
          <Text muted size={1}>
            {t('value.times-unit', {count: asked.times ?? 2})}
          </Text>
        </>
      )}
      <div data-grow>
        <Select
          aria-label={t('value.when')}
          disabled={isReadOnly}
          fontSize={1}
          onChange={(event) => setWhen(event.currentTarget.value)}
          padding={2}
          value={when?.operator ?? EVER}
        >
          <option value={EVER}>{t('value.ever')}</option>
          {periodGroups().map(({key, operators}) => (
            <optgroup key={key} label={t(`operators.${key}`)}>
              {operators.map(({name}) => (
                <option key={name} value={name}>
                  {t(`period.${name}`)}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </div>
      {when && (PERIOD_OPERATORS.get(when.operator)?.operand ?? 'none') !== 'none' && (
        <div data-wide>
          <PeriodEditor
            {...props}
            label={t('value.when')}
            onChange={(next) => onChange(stored({...asked, when: {...when, value: next}}))}
            operand={PERIOD_OPERATORS.get(when.operator)?.operand ?? 'none'}
            value={when.value}
          />
        </div>
      )}
    </Row>
  )
}
