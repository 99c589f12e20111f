import {ChevronDownIcon} from '@sanity/icons/ChevronDown'
import {ChevronRightIcon} from '@sanity/icons/ChevronRight'
import {Button, Card, Flex, Stack} from '@sanity/ui'
import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import type {StringInputProps} from 'sanity'
import {AudienceOfField} from './AudienceOfField.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** An audience in a form: in words, and as JSON for who wants to see it. */
export default function AudienceField(props: StringInputProps) {
  const {value = '', renderDefault} = props
  const t = useAudienceText()
  const [queryClient] = useState(() => new QueryClient())
  const [isOpen, setOpen] = useState(false)
  return (
    <QueryClientProvider client={queryClient}>
      <Stack gap={2}>
        <Card border data-testid="audience-field" padding={3} radius={2}>
          <AudienceOfField value={value} />
        </Card>
        {value !== '' && (
          <Flex>
            <Button
              aria-expanded={isOpen}
              fontSize={1}
              icon={isOpen ? ChevronDownIcon : ChevronRightIcon}
              mode="bleed"
              onClick={() => setOpen(!isOpen)}
              padding={2}
              text={t('form.json')}
            />
          </Flex>
        )}
        {value !== '' && isOpen && renderDefault(props)}
      </Stack>
    </QueryClientProvider>
  )
}
