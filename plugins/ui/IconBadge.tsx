import {Badge, type BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'
import {styled} from 'styled-components'

/** What an {@link IconBadge} shows. */
export interface IconBadgeProps {
  icon: ComponentType
  text: string
  tone: BadgeTone
}

/** Sets the icon's size, because surrounding text may size icons differently. */
const Content = styled.span`
  align-items: center;
  display: flex;
  gap: 5px;
  max-width: 100%;

  && svg {
    display: block;
    flex: none;
    font-size: 15px;
    margin: 0 0 0 -1px;
  }

  & > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`

/** A badge with an icon and a text, so that nothing depends on colour alone. */
export function IconBadge(props: IconBadgeProps) {
  const {icon: Icon, text, tone} = props
  return (
    <Badge fontSize={1} paddingX={2} paddingY={1} style={{maxWidth: '100%'}} tone={tone}>
      <Content>
        <Icon aria-hidden="true" />
        <span>{text}</span>
      </Content>
    </Badge>
  )
}
