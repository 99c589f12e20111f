import {LockIcon} from '@sanity/icons/Lock'
import {Flex, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import type {ViewLock} from '../../../../core/changes/savedViews.ts'
import {isMoment} from '../../../ui/timeZone.ts'
import {useUserName} from '../../../ui/users/useUserName.ts'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'

/** Who locked a view, and why. */
export function LockNote(props: {id: string; lock: ViewLock}) {
  const {id, lock} = props
  const {t} = useTranslation(leadsLocaleNamespace)
  const day = useDateTimeFormat({dateStyle: 'medium'})
  const name = useUserName(lock.by)
  const time = isMoment(lock.at) ? day.format(new Date(lock.at)) : lock.at
  return (
    <Flex
      gap={2}
      paddingBottom={2}
      paddingLeft={2}
      paddingRight={2}
      title={t('views.locked-means', {name, time})}
    >
      <Text muted size={1}>
        <LockIcon />
      </Text>
      <Text id={id} muted size={1}>
        {lock.reason === ''
          ? t('views.locked', {name})
          : t('views.locked-why', {name, reason: lock.reason})}
      </Text>
    </Flex>
  )
}
