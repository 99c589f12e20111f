import {Card, Flex, Radio, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {styled} from 'styled-components'

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
  choices: readonly {value: T; title: string; note?: string}[]
  problem?: string | undefined
  isReadOnly: boolean
  onChange: (value: T) => void
}

/** One of few choices, each with what it means. */
export function RadioField<T extends string>(props: RadioFieldProps<T>) {
  const {label, value, choices, problem, isReadOnly, onChange} = props
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
                  {choice.note && (
                    <Text muted size={1}>
                      {choice.note}
                    </Text>
                  )}
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
