import {html, raw} from 'hono/html'
import type {OperationRecord, Violation} from '../operationLog.ts'
import type {ShopStore} from '../shopStore.ts'
import type {LocalShopState} from './localRoutes.ts'

type Html = ReturnType<typeof html>

const STYLE = `
:root{color-scheme:light dark;--bg:#f6f6f8;--card:#fff;--fg:#1e1f24;--muted:#5f6470;--line:#e1e3e8;
--good:#1a7f37;--bad:#c62828}
@media(prefers-color-scheme:dark){:root{--bg:#101116;--card:#191a21;--fg:#e8e9ee;--muted:#a0a5b3;
--line:#2c2e38;--good:#6fdd8b;--bad:#ff8a80}}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,sans-serif}
main{max-width:70rem;margin:0 auto;padding:1rem 1.2rem 3rem}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:1.6rem 0 .5rem}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:8px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.45rem .8rem;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}th{color:var(--muted);font-weight:600;white-space:nowrap}
td.number{text-align:right;font-variant-numeric:tabular-nums}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
.good{color:var(--good)}.bad{color:var(--bad)}.muted{color:var(--muted)}
`

function number(value: number): Html {
  return html`<td class="number">${value.toLocaleString('en')}</td>`
}

function storeRow(store: ShopStore): Html {
  const {answered, throttled, points} = store.usage
  const {condition, scopes, customerData} = store.settings
  const access = customerData === 'approved' ? '' : `, ${customerData.replaceAll('-', ' ')}`
  return html`<tr>
    <td>${store.domain}</td>
    <td>${store.plan}</td>
    <td>${condition}${access}<br /><code>${scopes.join(' ') || '(no scope)'}</code></td>
    ${number(store.book.size)} ${number(answered)} ${number(throttled)} ${number(points)}
  </tr>`
}

function operationRow({store, operation, leafPaths, variables, count}: OperationRecord): Html {
  return html`<tr>
    <td>${store}</td>
    <td><code>${operation ?? '(no name)'}</code></td>
    <td><code>${leafPaths.join(' ')}</code></td>
    <td><code>${variables.join(' ')}</code></td>
    ${number(count)}
  </tr>`
}

function violationRow({store, at, reason, operation, rootFields, request}: Violation): Html {
  return html`<tr>
    <td>${store}</td>
    <td><time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time></td>
    <td>${reason}</td>
    <td><code>${request ?? `${operation ?? '(no name)'} ${rootFields.join(' ')}`}</code></td>
  </tr>`
}

function table(heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

/** The stores, all that was asked of them, and what should never have been. */
export function overviewPage({stores, log}: LocalShopState, nonce: string): Html {
  const {operations, violations} = log
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Local shop</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>Local shop</h1>
          <p class="muted">
            Stands in for Shopify’s Admin API. It notes every operation that reaches it, and no
            value of one. Customers are invented and shown nowhere here.
          </p>
          <h2>Stores</h2>
          ${table(
            ['Store', 'Plan', 'Access', 'Customers', 'Answers', 'Throttled', 'Points'],
            [...stores.values()].map(storeRow),
          )}
          <h2>Operations that arrived</h2>
          ${
            operations.length === 0
              ? html`<p class="muted">None yet.</p>`
              : table(
                  ['Store', 'Operation', 'What it reads', 'Variables', 'Times'],
                  operations.map(operationRow),
                )
          }
          <h2>Operations that must never arrive</h2>
          ${
            violations.length === 0
              ? html`<p class="good">None: nothing but allowed queries.</p>`
              : html`<p class="bad">${violations.length} arrived.</p>
                  ${table(['Store', 'When', 'Why', 'What'], violations.map(violationRow))}`
          }
        </main>
      </body>
    </html>`
}
