import {Card, Flex, Radio, Select, Stack, Text, TextInput} from '@sanity/ui'
import {useId, useState, type FormEvent, type ReactNode} from 'react'
import {styled} from 'styled-components'
import {DayInput} from '../../ui/DayInput.tsx'

/** Attributes that tie an input to its label, hint and problem. */
export interface FieldInputProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

/** A labelled input with a hint, or with the problem of its value. */
export function Field(props: {
  label: string
  hint?: string | undefined
  problem?: string | undefined
  children: (input: FieldInputProps) => ReactNode
}) {
  const {label, hint, problem, children} = props
  const id = useId()
  const note = problem ?? hint
  return (
    <Stack gap={2}>
      <Text as="label" htmlFor={id} size={1} weight="medium">
        {label}
      </Text>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': problem !== undefined,
      })}
      {note && (
        <Text id={`${id}-note`} muted={problem === undefined} size={1}>
          {note}
        </Text>
      )}
    </Stack>
  )
}

/** A whole number. Other texts stay as they were typed, and count as 0. */
export function NumberField(props: {
  label: string
  hint?: string
  value: number
  problem?: string | undefined
  isReadOnly?: boolean
  onChange: (value: number) => void
}) {
  const {label, hint, value, problem, isReadOnly = false, onChange} = props
  const [typed, setTyped] = useState(String(value))
  const text = Number(typed) === value ? typed : String(value)
  return (
    <Field hint={hint} label={label} problem={problem}>
      {(input) => (
        <TextInput
          {...input}
          fontSize={1}
          inputMode="numeric"
          onChange={(event) => {
            const next = event.currentTarget.value
            setTyped(next)
            onChange(Number(next) || 0)
          }}
          padding={2}
          readOnly={isReadOnly}
          type="number"
          value={typed.trim() === '' ? typed : text}
        />
      )}
    </Field>
  )
}

/** What {@link OptionalText} and {@link OptionalDay} edit, beside the attributes of their input. */
export interface OptionalValueProps {
  value: string | null
  isReadOnly?: boolean
  onChange: (value: string | null) => void
}

type NamedInputProps = FieldInputProps | {'aria-label': string}

function inputProps({
  value,
  isReadOnly = false,
  onChange,
  ...input
}: OptionalValueProps & NamedInputProps) {
  return {
    ...input,
    fontSize: 1,
    onChange: (event: FormEvent<HTMLInputElement>) => onChange(event.currentTarget.value || null),
    padding: 2,
    readOnly: isReadOnly,
    value: value ?? '',
  }
}

/** A line of text; `null` where it is empty. */
export function OptionalText(props: OptionalValueProps & NamedInputProps) {
  return <TextInput {...inputProps(props)} />
}

/** A day, `YYYY-MM-DD`; `null` where it is empty. */
export function OptionalDay(props: OptionalValueProps & NamedInputProps) {
  return <DayInput {...inputProps(props)} />
}

/** What a {@link ChoiceSelect} offers, beside the attributes of its input. */
export interface ChoiceSelectProps<T extends string> {
  values: readonly T[]
  value: T
  textOf: (value: T) => string
  isReadOnly?: boolean
  onChange: (value: T) => void
}

/** One of some values, in a drop-down list. */
export function ChoiceSelect<T extends string>(props: ChoiceSelectProps<T> & NamedInputProps) {
  const {values, value, textOf, isReadOnly = false, onChange, ...input} = props
  return (
    <Select
      {...input}
      disabled={isReadOnly}
      fontSize={1}
      onChange={(event) => {
        const chosen = values.find((each) => each === event.currentTarget.value)
        if (chosen !== undefined) onChange(chosen)
      }}
      padding={2}
      value={value}
    >
      {values.map((each) => (
        <option key={each} value={each}>
          {textOf(each)}
        </option>
      ))}
    </Select>
  )
}

const Fieldset = styled.fieldset`
  border: 0;
  margin: 0;
  min-width: 0;
  padding: 0;

  & > legend {
    padding: 0 0 12px;
  }

  label {
    cursor: pointer;
    display: block;
  }
`

/** What a {@link RadioField} offers. */
export interface RadioFieldProps<T extends string> {
  label: string
  value: T
  choices: readonly {value: T; title: string; note: string}[]
  problem?: string | undefined
  isReadOnly?: boolean
  onChange: (value: T) => void
}

/** One of few values, each with what it means. */
export function RadioField<T extends string>(props: RadioFieldProps<T>) {
  const {label, value, choices, problem, isReadOnly = false, onChange} = props
  const name = useId()
  return (
    <Fieldset>
      <Text as="legend" size={1} weight="medium">
        {label}
      </Text>
      <Stack gap={1}>
        {choices.map((choice) => (
          <Card
            key={choice.value}
            padding={2}
            radius={2}
            tone={choice.value === value ? 'primary' : 'default'}
          >
            <label htmlFor={`${name}-${choice.value}`}>
              <Flex gap={3}>
                <Radio
                  checked={choice.value === value}
                  disabled={isReadOnly}
                  id={`${name}-${choice.value}`}
                  name={name}
                  onChange={() => onChange(choice.value)}
                  value={choice.value}
                />
                <Stack flex={1} gap={2}>
                  <Text size={1}>{choice.title}</Text>
                  <Text muted size={1}>
                    {choice.note}
                  </Text>
                </Stack>
              </Flex>
            </label>
          </Card>
        ))}
      </Stack>
      {problem && (
        <Card marginTop={2} padding={2} radius={2} tone="critical">
          <Text size={1}>{problem}</Text>
        </Card>
      )}
    </Fieldset>
  )
}
