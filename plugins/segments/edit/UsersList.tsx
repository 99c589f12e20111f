import {BellIcon} from '@sanity/icons/Bell'
import {FilterIcon} from '@sanity/icons/Filter'
import {Flex, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import type {SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** The segments and campaigns that use a segment. */
export function UsersList(props: {users: readonly SegmentUser[]}) {
  const {t} = useTranslation(segmentsLocaleNamespace)
  return (
    <Stack as="ul" gap={3} padding={0} style={{listStyle: 'none', margin: 0}}>
      {props.users.map(({kind, id, title}) => {
        const Icon = kind === 'segment' ? FilterIcon : BellIcon
        return (
          <Flex as="li" gap={2} key={id}>
            <Text muted size={1}>
              <Icon />
            </Text>
            <Text size={1}>{t(`users.${kind}`, {title})}</Text>
          </Flex>
        )
      })}
    </Stack>
  )
}
