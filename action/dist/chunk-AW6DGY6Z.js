import{a as m}from"./chunk-GN2BGEDS.js";import{e as u}from"./chunk-D5CK62D4.js";import{parseArgs as y}from"node:util";var k=`Options:
  --repo DIR         the repository (default: the current directory)
  --config FILE      path of unitcost.yml inside the repository (default: unitcost.yml)
  --format FORMAT    terminal, markdown or json (default: terminal)
  --output FILE      write the result to a file instead of standard output
  --date YYYY-MM-DD  take prices of this day (default: the day of HEAD's commit)
  --help             show this text

Exit codes: 0 passed or warned, 1 blocked, 2 could not judge. Works offline.`;function E(o,{flags:r=[],lists:a=[]}={}){let{values:n,positionals:t}=w(o,{flags:r,lists:a}),s=e=>{let p=n[e];return typeof p=="string"?p:null},l=s("format")??"terminal";if(!f(l))throw d(`there is no format \`${l}\``,"Formats are terminal, markdown and json.");let i=s("date");if(i!==null&&!u(i))throw d(`\`${i}\` is not a day`,"Write the date as YYYY-MM-DD, for example --date 2026-11-20.");return{repo:s("repo")??".",config:(s("config")??"unitcost.yml").replaceAll("\\","/").replace(/^\.\//u,""),format:l,output:s("output"),date:i,positionals:t,flags:new Set(r.filter(e=>n[e]===!0)),lists:new Map(a.map(e=>[e,c(n[e])]))}}var c=o=>(Array.isArray(o)?o:[]).filter(r=>typeof r=="string"),f=o=>["terminal","markdown","json"].includes(o),g=["repo","config","format","output","date"];function w(o,{flags:r,lists:a}){let n=Object.fromEntries([...g.map(t=>[t,{type:"string"}]),...r.map(t=>[t,{type:"boolean"}]),...a.map(t=>[t,{type:"string",multiple:!0}])]);try{return y({args:[...o],options:n,allowPositionals:!0})}catch(t){throw d(t instanceof Error?t.message:String(t),"See `unitcost help`.")}}var d=(o,r)=>new m("usage",o,r);export{k as a,E as b,d as c};
