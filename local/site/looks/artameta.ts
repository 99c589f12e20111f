import {html} from 'hono/html'
import type {SiteLook} from './siteLook.ts'

/** A gallery wall: paper, black type, framed compositions. */
export const artametaLook: SiteLook = {
  style: `
:root{--bg:#f5f2ec;--fg:#191714;--muted:#635d54;--card:#fffdf9;--line:#d9d2c5;--accent:#b3321b;
--on-accent:#fff;--display:"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;--radius:2px}
@media(prefers-color-scheme:dark){:root{--bg:#141210;--fg:#f1ece3;--muted:#aca397;--card:#1d1a17;
--line:#38322b;--accent:#f0826b;--on-accent:#23100b}}
h1{font-weight:400;letter-spacing:-.02em}
.art svg{filter:drop-shadow(0 18px 26px rgb(0 0 0/.18))}
.points li{border-top:1px solid var(--fg);padding-top:1rem}
`,
  headline: 'Every work, every record, one archive.',
  introduction:
    'Artameta keeps inventory, provenance and viewing rooms for galleries and estates, and prints what deserves a wall.',
  points: [
    {title: 'Inventory', text: 'Works, editions, loans and condition reports in one place.'},
    {title: 'Viewing rooms', text: 'Show a selection to one collector, or to the world.'},
    {title: 'Prints', text: 'Pigment and aluminium, framed, from one piece to a hotel.'},
  ],
  newsletterTitle: 'Notes from the archive',
  newsletterText: 'New features, exhibition stories and the odd discovery.',
  enquiryTitle: 'See it with your own works',
  enquiryText: 'Tell us what hangs on your walls. We answer within a working day.',
  art: html`<svg viewBox="0 0 460 380" role="presentation">
    <g stroke="#2a2520" stroke-width="7">
      <rect x="12" y="40" width="176" height="232" fill="#f8f4ea" />
      <rect x="216" y="12" width="230" height="158" fill="#f8f4ea" />
      <rect x="216" y="200" width="136" height="166" fill="#f8f4ea" />
    </g>
    <circle cx="100" cy="132" r="50" fill="#c8442c" />
    <path d="M34 252 100 150l66 102z" fill="#20384f" />
    <path d="M100 150 166 252h-66z" fill="#e3b23c" opacity=".9" />
    <path d="M236 150V84c40-60 90-60 95-8s60 40 95-30v104z" fill="#e3b23c" />
    <path d="M236 150v-30c50-34 120-30 190 6v24z" fill="#20384f" />
    <circle cx="392" cy="54" r="15" fill="#c8442c" />
    <path d="M236 220h96v60h-96z" fill="#7d9a8c" />
    <path d="M236 346c10-70 86-70 96 0z" fill="#c8442c" />
    <path d="M284 220v126" stroke="#f8f4ea" stroke-width="5" />
    <rect x="372" y="326" width="74" height="40" fill="none" stroke="currentColor" opacity=".5" />
    <path d="M382 340h44M382 352h28" stroke="currentColor" stroke-width="2" opacity=".5" />
  </svg>`,
}
