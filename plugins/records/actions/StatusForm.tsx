import {Button, Flex, Select, Stack, Text} from '@sanity/ui'
import {useId, useState} from 'react'
import {useTranslation} from 'sanity'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {recordsLocaleNamespace} from '../recordsLocale.ts'

/** What a {@link StatusForm} needs. */
export interface StatusFormProps {
  status: string
  onSave: (to: string) => void
  onCancel: () => void
}

/** Asks for one of the site's statuses. */
export function StatusForm(props: StatusFormProps) {
  const {status, onSave, onCancel} = props
  const {document: site} = useSiteContext()
  const {t} = useTranslation(recordsLocaleNamespace)
  const [to, setTo] = useState(status)
  const id = useId()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (to !== status) onSave(to)
      }}
    >
      <Stack gap={4}>
        <Stack gap={3}>
          <Text as="label" htmlFor={id} size={1} weight="medium">
            {t('status.field')}
          </Text>
          <Select id={id} onChange={(event) => setTo(event.currentTarget.value)} value={to}>
            {site.leadStatuses.map((each) => (
              <option key={each._key} value={each.value}>
                {each.title}
              </option>
            ))}
          </Select>
        </Stack>
        <Flex gap={2} justify="flex-end">
          <Button mode="bleed" onClick={onCancel} text={t('status.cancel')} type="button" />
          <Button disabled={to === status} text={t('status.save')} tone="primary" type="submit" />
        </Flex>
      </Stack>
    </form>
  )
}
