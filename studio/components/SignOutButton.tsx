import {Button} from '@sanity/ui'
import {useTranslation, useWorkspace} from 'sanity'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** Signs the user out, so that somebody else can sign in. */
export function SignOutButton(props: {primary?: boolean}) {
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
