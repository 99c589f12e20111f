import {Text} from '@sanity/ui'
import type {ComponentType} from 'react'
import {Hidden} from '../../ui/Hidden.ts'

/** A state of a condition or group, by an icon; screen readers and the pointer are told in words. */
export function NodeMark(props: {icon: ComponentType; text: string}) {
  const {icon: Icon, text} = props
  return (
    <Text muted size={1} title={text}>
      <Icon aria-hidden="true" />
      <Hidden>{text}</Hidden>
    </Text>
  )
}
