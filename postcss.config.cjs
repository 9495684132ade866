/** Gives the page's style sheets Mantine's mixins (light-dark, hover, rem). */
module.exports = { plugins: { 'postcss-preset-mantine': {} } };
