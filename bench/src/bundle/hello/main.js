import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

/** The floor of the bundle bench: the least page that React draws. */
createRoot(document.getElementById('root')).render(createElement('h1', null, 'Hello world'))
