var t=JSON.parse('{"version":"0.1.0"}');var{version:o}=t,r="5087139b245a9855e157";export{o as a,r as b};
