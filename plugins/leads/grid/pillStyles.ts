import {css} from 'styled-components'

/** Badges in cells: an icon and a text. */
export const pillStyles = css`
  [data-pill] {
    align-items: center;
    background: var(--card-badge-default-bg-color);
    border-radius: 10px;
    box-sizing: border-box;
    color: var(--card-badge-default-fg-color);
    display: inline-flex;
    gap: 5px;
    height: 19px;
    max-width: 100%;
    padding: 0 8px;
    vertical-align: middle;
  }

  [data-pill] > svg {
    color: var(--card-badge-default-icon-color);
    flex: none;
    font-size: 15px;
    margin-left: -1px;
  }

  [data-pill] > span {
    overflow: hidden;
    text-overflow: ellipsis;
  }

  ${(['primary', 'positive', 'caution', 'critical'] as const).map(
    (tone) => `
    [data-pill='${tone}'] {
      background: var(--card-badge-${tone}-bg-color);
      color: var(--card-badge-${tone}-fg-color);
    }

    [data-pill='${tone}'] > svg {
      color: var(--card-badge-${tone}-icon-color);
    }
  `,
  )}
`
