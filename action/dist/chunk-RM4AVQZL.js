import{a as p}from"./chunk-GN2BGEDS.js";import{e as m}from"./chunk-D5CK62D4.js";import{parseArgs as u}from"node:util";var x=`Options:
  --repo DIR         the repository (default: the current directory)
  --config FILE      path of unitcost.yml inside the repository (default: unitcost.yml)
  --format FORMAT    terminal, markdown or json (default: terminal)
  --output FILE      write the result to a file instead of standard output
  --date YYYY-MM-DD  take prices of this day (default: the day of HEAD's commit)
  --help             show this text

Exit codes: 0 passed or warned, 1 blocked, 2 could not judge. Works offline.`;function E(o,r=[]){let{values:n,positionals:t}=g(o,r),e=i=>{let d=n[i];return typeof d=="string"?d:null},s=e("format")??"terminal";if(!c(s))throw l(`there is no format \`${s}\``,"Formats are terminal, markdown and json.");let a=e("date");if(a!==null&&!m(a))throw l(`\`${a}\` is not a day`,"Write the date as YYYY-MM-DD, for example --date 2026-11-20.");return{repo:e("repo")??".",config:(e("config")??"unitcost.yml").replaceAll("\\","/").replace(/^\.\//u,""),format:s,output:e("output"),date:a,positionals:t,flags:new Set(r.filter(i=>n[i]===!0))}}var c=o=>["terminal","markdown","json"].includes(o),f=["repo","config","format","output","date"];function g(o,r){let n=Object.fromEntries([...f.map(t=>[t,{type:"string"}]),...r.map(t=>[t,{type:"boolean"}])]);try{return u({args:[...o],options:n,allowPositionals:!0})}catch(t){throw l(t instanceof Error?t.message:String(t),"See `unitcost help`.")}}var l=(o,r)=>new p("usage",o,r);export{x as a,E as b,l as c};
