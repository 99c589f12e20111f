/** Stands for columns that are not drawn, so that those beside them are where they belong. */
export function GapCell(props: {span: number}) {
  return <td aria-hidden="true" colSpan={props.span} data-gap="" />
}
