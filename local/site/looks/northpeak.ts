import {html} from 'hono/html'
import type {SiteLook} from './siteLook.ts'

/** Ridges behind ridges, a rising sun, condensed capitals. */
export const northpeakLook: SiteLook = {
  style: `
:root{--bg:#eef2f7;--fg:#101a2b;--muted:#4c5a70;--card:#fff;--line:#ccd6e3;--accent:#b4400b;
--on-accent:#fff;--display:"Avenir Next Condensed","Arial Narrow","Roboto Condensed",Impact,sans-serif;
--radius:6px;--ridge-a:#9fb4cf;--ridge-b:#5d7aa1;--ridge-c:#2b4468;--sun:#f08a3c}
@media(prefers-color-scheme:dark){:root{--bg:#0a111d;--fg:#e9eff8;--muted:#9fb0c8;--card:#111b2b;
--line:#27364d;--accent:#ff9a55;--on-accent:#2b1203;--ridge-a:#31486a;--ridge-b:#22334f;
--ridge-c:#16233a;--sun:#ff9a55}}
h1,h2{text-transform:uppercase;font-weight:800;letter-spacing:-.005em}
.points h2{text-transform:none}
.points li{border-left:4px solid var(--accent);padding-left:1rem}
`,
  headline: 'La cumbre empieza aquí abajo.',
  introduction:
    'Northpeak guía salidas en los Andes centrales: grupos pequeños, aclimatación sin prisa y una escuela para quien empieza.',
  points: [
    {title: 'Salidas', text: 'De un día en el Cajón a tres semanas en altura.'},
    {title: 'Escuela', text: 'Roca, hielo y autorrescate con guías titulados.'},
    {title: 'Equipo', text: 'Botas dobles, crampones y carpas en arriendo.'},
  ],
  newsletterTitle: 'Boletín de montaña',
  newsletterText: 'Fechas de salidas y relatos, una vez al mes.',
  enquiryTitle: '¿Qué cumbre tienes en mente?',
  enquiryText: 'Cuéntanos cuántos son y qué experiencia tienen. Un guía te responde.',
  art: html`<svg viewBox="0 0 460 380" role="presentation">
    <circle cx="322" cy="128" r="62" fill="var(--sun)" />
    <path
      d="M0 380V246l52-48 40 26 66-92 58 70 44-34 62 62 48-40 90 76v114z"
      fill="var(--ridge-a)"
    />
    <path d="M0 380v-88l70-64 50 40 82-112 74 98 46-36 70 64 68-42v140z" fill="var(--ridge-b)" />
    <path d="m202 156 36 48-22-8-14 22-16-18-18 12z" fill="#fff" opacity=".85" />
    <path d="M0 380v-36l88-58 70 44 86-70 78 64 66-38 72 44v50z" fill="var(--ridge-c)" />
  </svg>`,
}
