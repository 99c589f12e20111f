import {styled} from 'styled-components'

/** Buttons of which one is chosen. */
export const Choices = styled.fieldset`
  border: 0;
  display: flex;
  flex: 1;
  flex-wrap: wrap;
  gap: 4px;
  margin: 0;
  min-width: 0;
  padding: 0;
`
