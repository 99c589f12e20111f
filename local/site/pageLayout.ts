import {html, raw} from 'hono/html'
import type {Html} from './looks/siteLook.ts'

/** URLs of the other parts of the local stack; `null` for a part that does not run. */
export interface DemoLinks {
  /** The Studio, or the site's workspace in it. */
  studio: string | null
  mailPage: string
}

export interface DemoPage {
  locale: string
  title: string
  /** Rules on top of the common style. */
  style: string
  links: DemoLinks
  body: Html
  /** Runs at the end of the page; trusted. */
  script?: string
}

/** The bar that marks a page as demo, with links to the local tools. */
function demoBar({studio, mailPage}: DemoLinks): Html {
  return html`<aside class="demo" lang="en" aria-label="Local demo">
    <div>
      <p>
        <strong>Local demo.</strong> An invented organisation; its two forms are real and post to
        this machine.
      </p>
      <nav aria-label="Local tools">
        ${studio === null ? '' : html`<a href="${studio}">Studio</a>`}
        <a href="${mailPage}">Mail</a>
        <a href="/">All sites</a>
      </nav>
    </div>
  </aside>`
}

/** @param nonce - of the page's content security policy */
export function pageLayout({locale, title, style, links, body, script}: DemoPage, nonce: string) {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(BASE_STYLE)}
          ${raw(style)}
        </style>
      </head>
      <body>
        ${demoBar(links)} ${body}
        ${
          script === undefined
            ? ''
            : html`<script type="module" nonce="${nonce}">
                ${raw(script)}
              </script>`
        }
      </body>
    </html>`
}

/** The style of all demo pages; a site's look sets the custom properties and may add rules. */
const BASE_STYLE = `
:root{color-scheme:light dark;--bg:#f6f6f8;--fg:#1b1c20;--muted:#5b5f6a;--card:#fff;--line:#dcdfe5;
--accent:#2f4fd0;--on-accent:#fff;--display:system-ui,sans-serif;--radius:10px;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--bg:#111318;--fg:#eceef2;--muted:#a5abb8;--card:#1a1d24;
--line:#2f3440;--accent:#9db2ff;--on-accent:#0e1638;--bad:#ffb4ab}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--bg);color:var(--fg);
font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.demo{background:#1d1f27;color:#f2f3f7;font-size:.875rem;line-height:1.5}
.demo>div{max-width:68rem;margin:auto;padding:.5rem 1.5rem;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem}
.demo p{margin:0;flex:1 1 24rem}
.demo a{color:#b8c6ff;margin-left:1.1rem}
.demo nav{margin-left:-1.1rem}
.wrap{max-width:68rem;margin:0 auto;padding:0 1.5rem}
.top{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;padding-top:1.4rem}
.brand{font-family:var(--display);font-size:1.25rem;font-weight:700;color:inherit;text-decoration:none}
.hero{display:grid;grid-template-columns:1.1fr 1fr;gap:3rem;align-items:center;padding:3.5rem 0 4rem}
h1,h2{font-family:var(--display);line-height:1.12;text-wrap:balance;margin:0}
h1{font-size:clamp(2.4rem,5.4vw,4.1rem)}
h2{font-size:clamp(1.5rem,2.6vw,2.1rem)}
.points h2{font-size:1.1rem}
.hero p{font-size:1.2rem;color:var(--muted);margin:1.4rem 0 2rem;max-width:34rem;text-wrap:pretty}
.call{display:inline-block;background:var(--accent);color:var(--on-accent);text-decoration:none;
font-weight:600;padding:.8rem 1.5rem;border-radius:var(--radius)}
.call:hover,button:hover{filter:brightness(1.08)}
.art svg{width:100%;height:auto;display:block}
.points{list-style:none;margin:0;padding:0 0 4rem;display:grid;gap:1.6rem;
grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}
.points p{margin:.4rem 0 0;color:var(--muted)}
.forms{display:grid;grid-template-columns:1.35fr 1fr;gap:2rem;align-items:start;padding-bottom:5rem}
.panel{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:2rem}
.panel>p{color:var(--muted);margin:.6rem 0 1.4rem}
.field{margin:0 0 1.1rem}
label{display:block;font-weight:600;font-size:.95rem;margin-bottom:.3rem}
.optional{font-weight:400;color:var(--muted)}
input:not([type=checkbox]),textarea{width:100%;font:inherit;color:inherit;background:var(--bg);
border:1px solid color-mix(in srgb,var(--fg) 42%,var(--line));border-radius:calc(var(--radius)*.6);padding:.6rem .75rem}
textarea{resize:vertical;min-height:6.5rem}
[aria-invalid]{border-color:var(--bad)!important;box-shadow:0 0 0 1px var(--bad)}
.consent{display:grid;grid-template-columns:auto 1fr;gap:.1rem .7rem;align-items:start}
.consent label{font-weight:400;font-size:.92rem;line-height:1.5;margin:0}
.consent input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
.consent .error{grid-column:2}
.error,.failure{color:var(--bad);font-size:.9rem;margin:.35rem 0 0}
.failure{margin:0 0 1rem;font-weight:600}
button{font:inherit;font-weight:600;border:0;border-radius:var(--radius);background:var(--accent);
color:var(--on-accent);padding:.75rem 1.6rem;cursor:pointer}
button[disabled]{opacity:.65;cursor:progress}
button.again{background:none;color:var(--accent);padding:.4rem 0;text-decoration:underline}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
.done{border-left:4px solid var(--accent);padding:.2rem 0 .2rem 1.2rem}
.done p{margin:0 0 .8rem;font-size:1.1rem}
.done .next{font-size:.95rem;display:flex;gap:1.2rem;flex-wrap:wrap}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
footer{border-top:1px solid var(--line);padding:1.4rem 0 2.4rem;color:var(--muted);font-size:.92rem}
.cards{list-style:none;padding:0;margin:2.4rem 0 4rem;display:grid;gap:1.4rem;
grid-template-columns:repeat(auto-fit,minmax(16rem,1fr))}
.cards a{display:block;height:100%;color:inherit;text-decoration:none;background:var(--card);
border:1px solid var(--line);border-radius:var(--radius);padding:1.5rem}
.cards a:hover{border-color:var(--accent)}
.cards p{margin:.5rem 0 0;color:var(--muted)}
.plain{padding-block:4rem}
@media(max-width:52rem){.hero,.forms{grid-template-columns:1fr}.hero{padding:2.4rem 0 3rem}.art{max-width:26rem}}
`
