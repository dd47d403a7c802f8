import{a as t}from"./chunk-PFSDFMQL.js";import{a as r}from"./chunk-7BZ6BLSW.js";import{y as o}from"./chunk-MOEERA7E.js";var i={terminal:t,markdown:o,json:r};export{i as a};
