import {Flex, Text} from '@sanity/ui'

/** Says that a part of the page holds nothing; only for answers that really came back empty. */
export function Quiet(props: {text: string}) {
  return (
    <Flex align="center" flex={1} justify="center" padding={5} style={{minHeight: 160}}>
      <Text align="center" muted size={1}>
        {props.text}
      </Text>
    </Flex>
  )
}
