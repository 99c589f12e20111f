import {UserIcon} from '@sanity/icons/User'
import {Card, Container, Flex} from '@sanity/ui'
import {useCurrentUser, useTranslation, useWorkspace} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {StartNotice} from './StartNotice.tsx'

/** Says to a signed-in user that no workspace is open to them, and lets them sign out. */
export function NoSites() {
  const {t} = useTranslation(studioLocaleNamespace)
  const {auth} = useWorkspace()
  const user = useCurrentUser()
  return (
    <Card as="main" height="fill" tone="transparent">
      <Flex align="center" justify="center" height="fill" padding={4}>
        <Container width={1}>
          <Card padding={5} radius={3} border>
            <StartNotice
              icon={UserIcon}
              title={t('start.no-sites.title')}
              action={{text: t('start.sign-out'), onClick: () => void auth.logout?.()}}
            >
              {[t('start.no-sites.next', {name: user?.name ?? user?.email ?? ''})]}
            </StartNotice>
          </Card>
        </Container>
      </Flex>
    </Card>
  )
}
