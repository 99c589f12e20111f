import {styled} from 'styled-components'

/** The tags of a cell, which give way to the number of further ones. */
export const TagRow = styled.span`
  align-items: center;
  display: flex;
`

/** A tag as a small chip. */
export const TagChip = styled.span`
  border: 1px solid color-mix(in srgb, var(--card-muted-fg-color) 35%, transparent);
  border-radius: 3px;
  display: inline-block;
  font-size: 12px;
  line-height: 16px;
  margin-right: 4px;
  max-width: 96px;
  min-width: 20px;
  overflow: hidden;
  padding: 0 4px;
  text-overflow: ellipsis;
  vertical-align: middle;
  white-space: nowrap;
`
