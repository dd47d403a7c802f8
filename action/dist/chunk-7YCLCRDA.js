import{i as o,k as t}from"./chunk-IOTK27YK.js";import{a as r}from"./chunk-7BZ6BLSW.js";var i={terminal:t,markdown:o,json:r};export{i as a};
