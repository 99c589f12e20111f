import {DesktopIcon} from '@sanity/icons/Desktop'
import {useTranslation} from 'sanity'
import {styled} from 'styled-components'
import {IconBadge} from '../../plugins/ui/IconBadge.tsx'
import {studioLocaleNamespace} from '../locale/studioLocale.ts'
import {NavbarTooltip} from './NavbarTooltip.tsx'

const MailLink = styled.a`
  border-radius: 3px;
  display: flex;
  text-decoration: none;

  &:hover > * {
    text-decoration: underline;
  }
`

/** Says that all data is on this machine, and leads to the mail that was sent here. */
export function LocalDataMark(props: {mailPageUrl: string | null}) {
  const {mailPageUrl} = props
  const {t} = useTranslation(studioLocaleNamespace)
  const badge = <IconBadge icon={DesktopIcon} tone="primary" text={t('navbar.local-data')} />
  return (
    <NavbarTooltip
      text={mailPageUrl ? t('navbar.local-data.tooltip') : t('navbar.local-data.tooltip-plain')}
    >
      {mailPageUrl ? (
        <MailLink href={mailPageUrl} target="_blank" rel="noreferrer">
          {badge}
        </MailLink>
      ) : (
        badge
      )}
    </NavbarTooltip>
  )
}
