import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {UserIcon} from '@sanity/icons/User'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {Box, Button, Card, Container, Flex, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType, ReactNode} from 'react'
import {useCurrentUser, useTranslation, useWorkspace, useWorkspaces} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import type {StoreFailure} from '../registry/loadRegistry.ts'

/**
 * For an address that this user can't open: says so, and links to what they can open. It reads the
 * same whether the site exists or not.
 */
export function ClosedWorkspace() {
  const {t} = useTranslation(studioLocaleNamespace)
  const user = useCurrentUser()
  const here = useWorkspace()
  const others = useWorkspaces().filter((workspace) => workspace.name !== here.name)
  return (
    <StartPage>
      <StartNotice
        icon={AccessDeniedIcon}
        title={t('start.closed.title')}
        sentences={[t('start.closed.next', {name: user?.name ?? user?.email ?? ''})]}
      >
        {others.map((workspace) => (
          <Button
            key={workspace.name}
            as="a"
            href={workspace.basePath}
            mode="ghost"
            text={workspace.title}
          />
        ))}
        <SignOutButton />
      </StartNotice>
    </StartPage>
  )
}

/** For a signed-in user whose roles reach no site; lets them sign out. */
export function NoSites() {
  const {t} = useTranslation(studioLocaleNamespace)
  const user = useCurrentUser()
  return (
    <StartPage>
      <StartNotice
        icon={UserIcon}
        title={t('start.no-sites.title')}
        sentences={[t('start.no-sites.next', {name: user?.name ?? user?.email ?? ''})]}
      >
        <SignOutButton primary />
      </StartNotice>
    </StartPage>
  )
}

/**
 * Takes the place of the sign-in form when the sites could not be read.
 *
 * @param local - whether the store is an embedded lake, which the reader can start
 */
export function registryUnreadable(failure: StoreFailure, local: boolean) {
  return function RegistryUnreadable() {
    const {t} = useTranslation(studioLocaleNamespace)
    const next = local ? t('start.unreadable.local-next') : t('start.unreadable.next')
    return (
      <Box paddingY={3} role="alert">
        <StartNotice
          icon={WarningOutlineIcon}
          title={t('start.unreadable.title')}
          sentences={[t(`start.unreadable.${failure.kind}`, {...failure}), next]}
        >
          <Button text={t('start.retry')} tone="primary" onClick={() => window.location.reload()} />
        </StartNotice>
      </Box>
    )
  }
}

/** What a {@link StartNotice} says and offers. */
interface StartNoticeProps {
  icon: ComponentType
  title: string
  /** Why, in full sentences. */
  sentences: string[]
  /** Buttons with what can be done about it. */
  children: ReactNode
}

/** Why the Studio can't show a workspace, and what to do about it. */
function StartNotice(props: StartNoticeProps) {
  const {icon: Icon, title, sentences, children} = props
  return (
    <Flex gap={3}>
      <Box flex="none" paddingTop={1}>
        <Text size={2} muted>
          <Icon />
        </Text>
      </Box>
      <Stack gap={5} flex={1}>
        <Stack gap={4}>
          <Heading as="h1" size={1}>
            {title}
          </Heading>
          {sentences.map((sentence) => (
            <Text key={sentence} muted size={1}>
              {sentence}
            </Text>
          ))}
        </Stack>
        <Flex gap={2} wrap="wrap">
          {children}
        </Flex>
      </Stack>
    </Flex>
  )
}

/** A page in place of the whole Studio, for a notice that leaves nothing else to show. */
function StartPage(props: {children: ReactNode}) {
  return (
    <Card as="main" height="fill" tone="transparent">
      <Flex align="center" justify="center" height="fill" padding={4}>
        <Container width={1}>
          <Card padding={5} radius={3} border>
            {props.children}
          </Card>
        </Container>
      </Flex>
    </Card>
  )
}

/** Signs the user out, so that somebody else can sign in. */
function SignOutButton(props: {primary?: boolean}) {
  const {t} = useTranslation(studioLocaleNamespace)
  const {auth} = useWorkspace()
  return (
    <Button
      text={t('start.sign-out')}
      mode={props.primary ? 'default' : 'bleed'}
      tone={props.primary ? 'primary' : 'default'}
      onClick={() => void auth.logout?.()}
    />
  )
}
