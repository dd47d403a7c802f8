import{createHash as o}from"node:crypto";var i=1024*1024,f="version https://git-lfs.github.com/spec/",c=new TextDecoder;function u(t){return t.length>i?n("too-large"):t.includes(0)?n("binary"):t.length<1024&&t.toString("latin1").startsWith(f)?n("lfs-pointer"):{kind:"text",text:c.decode(t).replaceAll(`\r
`,`
`)}}var n=t=>({kind:"skipped",why:t});function s(t,r){let e=t.includes(0)?t:l(t);return o(r).update(`blob ${e.length}\0`).update(e).digest("hex")}var l=t=>t.includes(`\r
`)?Buffer.from(t.toString("latin1").replaceAll(`\r
`,`
`),"latin1"):t;export{i as a,u as b,n as c,s as d};
