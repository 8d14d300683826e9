import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** What a component writes into the page, as text. */
export function html<Props extends object>(
  component: FunctionComponent<Props>,
  props: Props,
): string {
  return renderToStaticMarkup(createElement(component, props))
}

/** The value of an attribute of the first element that matches, such as `input`. */
export function attribute(text: string, element: string, name: string): string | null {
  const tag = new RegExp(`<${element}\\b[^>]*>`, 'u').exec(text)?.[0] ?? ''
  return new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null
}
